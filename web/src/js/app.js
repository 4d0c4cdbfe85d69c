/**
 * The one script of all pages. Each module adds to HTML that already works.
 */
import "./htmx.js";
import { startComponents } from "./components.js";
import { startDrafts } from "./drafts.js";
import { startFileChecks } from "./file-check.js";
import { startIdleWatch } from "./idle.js";
import { startProgress } from "./progress.js";
import { startSubmitOnce } from "./submit-once.js";

startComponents(document);
startDrafts();
startFileChecks();
startSubmitOnce();
startIdleWatch();
startProgress();
