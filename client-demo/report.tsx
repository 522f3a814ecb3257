import { render } from "preact";
import { SharedReportPage } from "./brand/report/shared-report-page.tsx";

const page = document.getElementById("page");
if (page) render(<SharedReportPage />, page);
