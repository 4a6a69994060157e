"""What a browser tab holds of a Streamlit page: its elements, and the states of its widgets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsgMetadata
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState

# By kind of element: the field of WidgetState that carries its value, and the field of the element
# in which the script sets it.
_VALUES = {
    "slider": ("double_array_value", "value"),
    "select_slider": ("string_array_value", "raw_value"),
    "selectbox": ("string_value", "raw_value"),
    "radio": ("string_value", "raw_value"),
    "button_group": ("string_array_value", "raw_values"),
    "multiselect": ("string_array_value", "raw_values"),
    "number_input": ("double_value", "value"),
    "text_input": ("string_value", "value"),
    "text_area": ("string_value", "value"),
    "checkbox": ("bool_value", "value"),
}
# Elements whose default is a place in their options, not a value.
_BY_INDEX = {"select_slider", "selectbox", "radio", "button_group", "multiselect"}


@dataclass(frozen=True)
class Node:
    """An element (or block) of the page, and the script run and fragment that wrote it.

    kind: which field of Element it is ("slider", "button"), or "block".
    """

    kind: str
    content: Any
    run: str
    fragment: str


@dataclass
class Page:
    """The nodes by delta path, and the states that a rerun carries back to the server.

    ``script_run`` is the id of the run that writes now: a new session message names it; ``frame``
    is the newest of the page's stage.
    """

    script_run: str = ""
    nodes: dict[tuple[int, ...], Node] = field(default_factory=dict)
    states: dict[str, WidgetState] = field(default_factory=dict)
    frame: dict[str, Any] = field(default_factory=dict)

    def apply(self, delta: Delta, metadata: ForwardMsgMetadata) -> Node | None:
        """Put a delta where it belongs; the element it brought, if it brought one."""
        path, run = tuple(metadata.delta_path), self.script_run
        if delta.WhichOneof("type") == "add_block":
            self.nodes[path] = Node("block", delta.add_block, run, delta.fragment_id)
            return None
        if delta.WhichOneof("type") != "new_element":
            return None
        kind = delta.new_element.WhichOneof("type")
        element = getattr(delta.new_element, kind)
        self.nodes[path] = node = Node(_refined(kind, element), element, run, delta.fragment_id)
        self._adopt(node)
        return node

    def finish(self, metadata: ForwardMsgMetadata) -> None:
        """Drop what the finished run, of the whole page or of fragments, did not write again."""
        run, fragments = metadata.run.script_run_id, set(metadata.run.fragment_ids)
        if not fragments and run != self.script_run:
            return
        self.nodes = {
            path: node
            for path, node in self.nodes.items()
            if node.run == run or (fragments and not self._within(path, fragments))
        }
        present = {getattr(node.content, "id", "") for node in self.nodes.values()}
        self.states = {id: state for id, state in self.states.items() if id in present}

    def clear(self) -> None:
        """Another page begins."""
        self.nodes.clear()
        self.states.clear()

    def find(self, name: str) -> Node:
        """The widget with this label or key. Raises LookupError where there is none."""
        for node in self.widgets():
            if name in (node.content.label, _key(node.content.id)):
                return node
        raise LookupError(f"There is no widget {name!r} on the page.")

    def has(self, name: str) -> bool:
        """Whether a widget with this label or key is there and can be used."""
        if name in ("Play", "Pause"):
            return self.has_stage and self.frame.get("playing") == (name == "Pause")
        try:
            return not self.find(name).content.disabled
        except LookupError:
            return False

    @property
    def has_stage(self) -> bool:
        """Whether the buttons of a stage are there."""
        components = [n.content for n in self.nodes.values() if n.kind == "bidi_component"]
        return any(one.component_name.endswith("_buttons") for one in components)

    def widgets(self) -> Iterator[Node]:
        """All widgets, in no particular order."""
        return (n for n in self.nodes.values() if n.kind in _VALUES or n.kind == "button")

    def value(self, name: str) -> Any:
        """What a widget shows: a list for the kinds that can hold several."""
        state = self.states[self.find(name).content.id]
        value = getattr(state, state.WhichOneof("value"))
        return list(value.data) if hasattr(value, "data") else value

    def set(self, name: str, value: Any) -> Node:
        """Move a widget; a single value will do for one that can hold several.

        Raises LookupError where it is missing or disabled.
        """
        node = self.find(name)
        if node.content.disabled:
            raise LookupError(f"The widget {name!r} is disabled.")
        self.states[node.content.id] = _state(node, value)
        return node

    def _adopt(self, node: Node) -> None:
        """A widget starts with its default, and takes any value that the script sets."""
        if node.kind not in _VALUES:
            return
        element, source = node.content, _VALUES[node.kind][1]
        if element.set_value:
            self.states[element.id] = _state(node, getattr(element, source))
        elif element.id not in self.states:
            self.states[element.id] = _state(node, _default(node))

    def _within(self, path: tuple[int, ...], fragments: set[str]) -> bool:
        ancestors = (self.nodes.get(path[: i + 1]) for i in range(len(path)))
        return any(node is not None and node.fragment in fragments for node in ancestors)


def problem(node: Node) -> str | None:
    """The text of an exception or of an error message that a page shows, or None."""
    if node.kind == "exception" and not node.content.is_warning:
        return f"{node.content.type}: {node.content.message}"
    if node.kind == "alert" and node.content.format == Alert.ERROR:
        return str(node.content.body)
    return None


def component_data(node: Node) -> Any:
    """The data of a component, which travel in a list of one."""
    return json.loads(node.content.json)[0]


def _key(id: str) -> str:
    """The key that the script gave a widget: ids read ``$$ID-<hash>-<key>``."""
    return id.split("-", 2)[-1]


def _refined(kind: str, element: Any) -> str:
    is_choice = kind == "slider" and element.type == Slider.SELECT_SLIDER
    return "select_slider" if is_choice else kind


def _default(node: Node) -> Any:
    default = node.content.default
    if node.kind not in _BY_INDEX:
        return default
    options = [getattr(option, "content", option) for option in node.content.options]
    if isinstance(default, int):
        return options[default] if options and node.content.HasField("default") else None
    return [options[int(i)] for i in default]


def _state(node: Node, value: Any) -> WidgetState:
    state = WidgetState(id=node.content.id)
    kind = _VALUES[node.kind][0]
    if kind.endswith("array_value"):
        several = [value] if isinstance(value, (str, int, float)) else value
        data = getattr(state, kind).data
        data.extend([f"{v}" if kind.startswith("string") else float(v) for v in several])
    elif value is not None:
        setattr(state, kind, value)
    return state
