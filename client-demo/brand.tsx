import { render } from "preact";
import { BrandPage, type LayoutParts } from "./brand/brand-page.tsx";
import { LayoutPage } from "./layout/layout-page.tsx";
import type { LoadWalk } from "./layout/visitor-preview.tsx";

/* The brand's console with the layout editor in it, and in that the visitors' own view of a draft. */

const loadWalk: LoadWalk = async () => (await import("./visit/walk.ts")).openWalk;

const renderLayout = (parts: LayoutParts) => <LayoutPage {...parts} loadWalk={loadWalk} />;

const page = document.getElementById("page");
if (page) render(<BrandPage renderLayout={renderLayout} />, page);
