// Streamlit imports this module anew for each frame, and imports that wait together may be done in any
// order: a frame that is older than the one shown comes too late, and its feed, which will soon be gone,
// takes no messages. Clocks of two servers say nothing of each other.
export default function ({ data: [fed], setTriggerValue }) {
  const { stage, server, made, frame } = fed;
  const room = roomOf(stage);
  if (server === room.server && made < room.made) return;
  const say = (message) => setTriggerValue("said", message);
  const ask = () => setTriggerValue("ask", Date.now());
  Object.assign(room, { server, made, say, ask, page: frame, fed: performance.now() });
  // The stage's own socket may have been faster.
  if (!(room.pushed > made)) room.show(frame);
  // What was said while no feed was there.
  if (room.wanted) say(room.wanted);
  room.wanted = null;
  return () => {
    if (room.say === say) room.say = room.ask = null;
  };
}
