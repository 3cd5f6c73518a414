import { copies, early } from "../capture/early.ts";
import { keepPictures } from "../capture/keep-pictures.ts";

early(window, copies(window)).pictures ??= keepPictures(window);
