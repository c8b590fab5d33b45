import { join } from "node:path";
import { pageStyle } from "../../platform/page-style.ts";

export const STYLE = pageStyle(join(import.meta.dirname, "pages.css"));
