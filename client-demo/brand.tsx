import { render } from "preact";
import { BrandPage, type LayoutParts } from "./brand/brand-page.tsx";
import { LayoutPage } from "./layout/layout-page.tsx";
import type { OpenWalk } from "./layout/visitor-preview.tsx";

/* The brand's console with the layout editor in it, and in that the visitors' own view of a draft. */

/** Loaded when somebody wants to walk: the console does without the showroom's scene. */
const openWalk: OpenWalk = async (...walk) => (await import("./visit/walk.ts")).openWalk(...walk);

const renderLayout = (parts: LayoutParts) => <LayoutPage {...parts} openWalk={openWalk} />;

const page = document.getElementById("page");
if (page) render(<BrandPage renderLayout={renderLayout} />, page);
