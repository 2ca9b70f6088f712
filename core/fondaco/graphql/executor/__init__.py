"""Runs operations breadth first: each field once for all objects of its level, instead of once for each object.

`plan.compile_plan` turns an operation into a tree of columns: a relation is one call of its batch resolver with the
list of parents, a plain field is read off each of them. `Plan.run` walks the tree and builds the answer. What a level
reads off its objects alone, nested objects and lists too, is written out as one function when it is run again.

Only the success path is here. Whatever is unusual raises `Unusual`, at compile time or while running, and the caller
gives the operation to graphql-core, which stays the reference for errors, null propagation, subscriptions,
introspection and foreign directives. A mutation that was run by then is not run again. See ADR 0016.

Rooms, each knowing only those before it: ``waiting`` (for several things), ``run`` (what one execution knows),
``selections`` (which fields are asked for), ``rows`` (how objects are built), ``code`` (source of functions),
``reading`` (off an object), ``completion`` (from a resolver's values to an answer's), ``columns`` (from parents to
values), ``plan``.
"""

from __future__ import annotations

from fondaco.graphql.executor.plan import Plan, compile_plan
from fondaco.graphql.executor.run import Run, Unusual
from fondaco.graphql.executor.waiting import Traffic

__all__ = ["Plan", "Run", "Traffic", "Unusual", "compile_plan"]
