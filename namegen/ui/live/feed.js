// Streamlit imports this module anew for each frame, and imports that wait together may be done in any
// order: a frame that is older than the one shown comes too late. Clocks of two servers say nothing of
// each other.
export default function ({ data: [fed], setTriggerValue }) {
  const room = ((window.namegenStages ??= {})[fed.stage] ??= {});
  const scrub = (epoch) => setTriggerValue("scrub", epoch);
  room.scrub = scrub;
  // An epoch that was asked for while no feed was there.
  if (room.wanted != null) scrub(room.wanted);
  room.wanted = null;
  const { server, made, frame } = fed;
  if (server !== room.server || made >= room.made) {
    Object.assign(room, { server, made, frame });
    room.show?.(frame);
  }
  return () => {
    if (room.scrub === scrub) room.scrub = null;
  };
}
