// Names of the case are suggested while somebody types an end of a way.

import { findAll } from "../lib/dom";
import { suggestNames } from "../lib/suggest";

for (const field of findAll<HTMLInputElement>("input[list]")) suggestNames(field);
