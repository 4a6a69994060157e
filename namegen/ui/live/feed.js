export default function ({ data, setTriggerValue }) {
  const room = ((window.namegenStages ??= {})[data.stage] ??= {});
  const scrub = (epoch) => setTriggerValue("scrub", epoch);
  room.scrub = scrub;
  room.frame = data.frame;
  room.show?.(data.frame);
  return () => {
    if (room.scrub === scrub) room.scrub = null;
  };
}
