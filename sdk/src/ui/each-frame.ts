/** Calls back now and in each frame from then on; returns how to end that. */
export function eachFrame(act: () => void): () => void {
  let frame = 0;
  const next = () => {
    frame = requestAnimationFrame(next);
    act();
  };
  next();
  return () => cancelAnimationFrame(frame);
}
