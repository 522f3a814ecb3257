import { render } from "preact";
import { InsightsPage } from "./insights/insights-page.tsx";

const page = document.getElementById("page");
if (page) render(<InsightsPage />, page);
