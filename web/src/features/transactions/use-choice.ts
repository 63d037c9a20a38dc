'use client';

import { useState } from 'react';

export interface Choice {
  /** Whether rows are there to choose at all. */
  choosing: boolean;
  ids: ReadonlySet<string>;
  begin: () => void;
  end: () => void;
  /** One, or with `along` everything between it and the one touched before, as the list shows them. */
  choose: (id: string, on: boolean, along: boolean, shown: readonly string[]) => void;
  take: (ids: readonly string[]) => void;
  leaveOut: (ids: readonly string[]) => void;
}

interface State {
  /** What the list was filtered by; another filter means other rows, and a choice nobody sees is none. */
  of: string;
  ids: ReadonlySet<string>;
  last: string | null;
}

/** Which rows are chosen to be changed at once. */
export function useChoice(of: string): Choice {
  const [state, setState] = useState<State | null>(null);
  const ids = state?.of === of ? state.ids : new Set<string>();
  const last = state?.of === of ? state.last : null;
  return {
    choosing: state !== null,
    ids,
    begin: () => setState({ of, ids: new Set(), last: null }),
    end: () => setState(null),
    choose: (id, on, along, shown) => {
      const next = new Set(ids);
      for (const each of along ? between(shown, last, id) : [id]) {
        if (on) next.add(each);
        else next.delete(each);
      }
      setState({ of, ids: next, last: id });
    },
    take: (all) => setState({ of, ids: new Set(all), last: null }),
    leaveOut: (some) =>
      setState({ of, ids: new Set([...ids].filter((id) => !some.includes(id))), last: null }),
  };
}

function between(shown: readonly string[], from: string | null, to: string): readonly string[] {
  const [a, b] = [from === null ? -1 : shown.indexOf(from), shown.indexOf(to)];
  return a < 0 || b < 0 ? [to] : shown.slice(Math.min(a, b), Math.max(a, b) + 1);
}
