// Streamlit imports this module anew for each frame, and imports that wait together may be done in any
// order: a frame that is older than the one shown comes too late.
export default function ({ data, setTriggerValue }) {
  const room = ((window.namegenStages ??= {})[data.stage] ??= {});
  const scrub = (epoch) => setTriggerValue("scrub", epoch);
  room.scrub = scrub;
  if (!(data.made < room.made)) {
    room.made = data.made;
    room.frame = data.frame;
    room.show?.(data.frame);
  }
  return () => {
    if (room.scrub === scrub) room.scrub = null;
  };
}
