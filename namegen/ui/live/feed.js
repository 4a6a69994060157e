// Streamlit imports this module anew for each frame, and imports that wait together may be done in any
// order: a frame that is older than the one shown comes too late, and its feed, which will soon be gone,
// takes no scrubs. Clocks of two servers say nothing of each other.
export default function ({ data: [fed], setTriggerValue }) {
  const room = ((window.namegenStages ??= {})[fed.stage] ??= {});
  const { server, made, frame } = fed;
  if (server === room.server && made < room.made) return;
  const scrub = (epoch) => setTriggerValue("scrub", epoch);
  const ask = () => setTriggerValue("ask", Date.now());
  Object.assign(room, { server, made, scrub, ask, page: frame });
  // The stage's own socket may have been faster.
  if (!(room.pushed > made)) {
    room.frame = frame;
    room.show?.(frame);
  }
  // An epoch that was asked for while no feed was there.
  if (room.wanted != null) scrub(room.wanted);
  room.wanted = null;
  return () => {
    if (room.scrub === scrub) room.scrub = room.ask = null;
  };
}
