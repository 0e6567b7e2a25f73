"""Where the demo's documents go: a real node, or memory where a node can't be had."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from raimon_local.embedded_store import embedded_store
from raimon_local.node import Node
from raimon_local.node_home import NodeUnavailableError


@dataclass(slots=True)
class DemoStore:
    """A store whose address is known at once, and which answers after `wait`."""

    say: Callable[[str], None]
    opensearch: bool = True  # False: in memory from the beginning
    port: int | None = None
    url: str = ""
    _node: Node | None = None
    _started: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        """Let a node begin to start; it comes up while other work goes on."""
        if not self.opensearch:
            self._go_on_in_memory()
            return self
        node = Node(port=self.port, progress=self.say)
        with ExitStack() as starting:
            starting.push(node)  # stopped at the end, however far it came
            try:
                node.begin()
            except NodeUnavailableError as error:
                self._go_on_in_memory(error)
            else:
                self._node, self.url = node, node.url
            self._started.push(starting.pop_all())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop what was started."""
        self._started.__exit__(kind, error, trace)

    def wait(self) -> None:
        """Wait for the node; one that doesn't come up is replaced at its own address."""
        if self._node is None:
            return
        try:
            self._node.wait()
        except NodeUnavailableError as error:
            self._go_on_in_memory(error, port=self._node.port)

    def _go_on_in_memory(self, error: NodeUnavailableError | None = None, port: int = 0) -> None:
        if error is not None:
            self.say(f"{error} The demo goes on with a store in memory.")
        self._node, self.url = None, self._started.enter_context(embedded_store(port))
