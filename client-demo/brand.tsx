import { render } from "preact";
import { BrandPage } from "./brand/brand-page.tsx";

const page = document.getElementById("page");
if (page) render(<BrandPage />, page);
