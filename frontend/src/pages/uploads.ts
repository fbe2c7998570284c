// Uploads on a page of their own: they move on without being asked for again.

import { startAdding } from "../lib/adding";

startAdding(() => {});
