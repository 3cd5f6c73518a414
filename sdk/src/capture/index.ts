export { startCapture } from "@samepage/mirror/capture";
