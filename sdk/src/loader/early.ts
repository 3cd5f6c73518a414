// Optional, for <head>, before any script of the page: keeps what can only be learnt by being there first
// (closed shadow roots, registered properties, sources of fonts, what WebGL has drawn), so that the mirror can show
// it, and takes the hand-over of another origin out of the address. Nothing leaves the page by it.
import { copies, early } from "@samepage/mirror/early";
import { keepPictures } from "@samepage/mirror/keep-pictures";
import { leaveClaim } from "./claim.ts";

early(window, copies(window)).pictures ??= keepPictures(window);
leaveClaim(window);
