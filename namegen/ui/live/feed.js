export default function ({ data, setTriggerValue }) {
  const room = ((window.namegenStages ??= {})[data.stage] ??= {});
  const scrub = (epoch) => setTriggerValue("scrub", epoch);
  room.scrub = scrub;
  room.frame = data;
  room.show?.(data);
  return () => {
    if (room.scrub === scrub) room.scrub = null;
  };
}
