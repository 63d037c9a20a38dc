'use client';

import {
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type {
  GiveMessages,
  ImportPage,
  ImportProgress,
  ImportRowPage,
  ImportStatus,
  ImportView,
  DecideStatement,
  RowVerdict,
} from '@api/imports/imports.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api, done } from '@/lib/api/client.ts';

/** The service is at work on it, and the answer will change by itself. */
export function isMoving(status: ImportStatus): boolean {
  return status === 'uploaded' || status === 'reading' || status === 'committing' || status === 'undoing';
}

export function useImports(): UseInfiniteQueryResult<InfiniteData<ImportPage, string | null>> {
  const { id: purseId } = usePurse();
  return useInfiniteQuery({
    queryKey: ['purse', purseId, 'imports'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/purses/{purseId}/imports', {
          params: { path: { purseId }, query: pageParam === null ? {} : { cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(({ status }) => isMoving(status))) ? 1500 : false,
  });
}

export function useImport(importId: string): UseQueryResult<ImportView> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'imports', importId],
    queryFn: () =>
      answer(
        api.GET('/api/v1/purses/{purseId}/imports/{importId}', { params: { path: { purseId, importId } } }),
      ),
    // The event stream is quicker; asking again is what still works behind a proxy that swallows it.
    refetchInterval: ({ state }) => (state.data !== undefined && isMoving(state.data.status) ? 1500 : false),
  });
}

/** So many rows are asked for at once. */
export const ROWS_AT_ONCE = 100;

/** Long enough to tell a page that is looked at from one that is passed on the way to another. */
const SETTLE_MS = 120;

function settled(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, SETTLE_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('passed', 'AbortError'));
    });
  });
}

/** Some of the pages of the rows of a file, by their numbers from 0; one that is only passed is not asked for. */
export function useImportRows(
  view: ImportView,
  verdict: RowVerdict | 'all',
  pages: readonly number[],
): UseQueryResult<ImportRowPage>[] {
  const { id: purseId } = usePurse();
  const importId = view.id;
  return useQueries({
    queries: pages.map((page) => ({
      queryKey: ['purse', purseId, 'imports', importId, 'rows', verdict, page],
      queryFn: async ({ signal }) => {
        if (page > 0) await settled(signal);
        return answer(
          api.GET('/api/v1/purses/{purseId}/imports/{importId}/rows', {
            signal,
            params: {
              path: { purseId, importId },
              query: {
                limit: ROWS_AT_ONCE,
                from: page * ROWS_AT_ONCE,
                ...(verdict === 'all' ? {} : { verdict }),
              },
            },
          }),
        );
      },
      meta: { keepOnDevice: false },
    })),
  });
}

/** How far the service has come, as it tells by server-sent events. */
export function useImportProgress(view: ImportView | undefined): ImportProgress | null {
  const { id: purseId } = usePurse();
  const client = useQueryClient();
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const id = view?.id;
  const moving = view !== undefined && isMoving(view.status);
  useEffect(() => {
    if (id === undefined || !moving) {
      setProgress(null);
      return;
    }
    const stream = new EventSource(`/api/v1/purses/${purseId}/imports/${id}/events`);
    stream.onmessage = (event: MessageEvent<string>) => {
      const next = JSON.parse(event.data) as ImportProgress;
      setProgress(next);
      if (!isMoving(next.status)) {
        stream.close();
        void client.invalidateQueries({ queryKey: ['purse', purseId, 'imports', id] });
      }
    };
    return () => stream.close();
  }, [client, purseId, id, moving]);
  return progress;
}

/** When the service is done with an import, balances, lists and the score are others than before. */
export function useAfterImport(status: ImportStatus): void {
  const client = useQueryClient();
  const moving = isMoving(status);
  const was = useRef(moving);
  useEffect(() => {
    if (was.current && !moving) void client.invalidateQueries({ queryKey: ['purse'] });
    was.current = moving;
  }, [client, moving]);
}

/** The list has one more, even where it was read before anybody looked at it moving. */
function useListAnew(): () => void {
  const { id: purseId } = usePurse();
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['purse', purseId, 'imports'], exact: true });
}

export function useUpload(): UseMutationResult<ImportView, Error, { file: File; key: string }> {
  const { id: purseId } = usePurse();
  const listAnew = useListAnew();
  return useMutation({
    onSuccess: listAnew,
    mutationFn: ({ file, key }) =>
      answer(
        api.POST('/api/v1/purses/{purseId}/imports', {
          params: { path: { purseId } },
          headers: { 'Idempotency-Key': key },
          body: { file: file.name },
          // The document knows a file only as a string; what is sent is the file itself.
          bodySerializer: () => {
            const form = new FormData();
            form.append('file', file, file.name);
            return form;
          },
        }),
      ),
  });
}

export function useGiveMessages(): UseMutationResult<ImportView, Error, { body: GiveMessages; key: string }> {
  const { id: purseId } = usePurse();
  const listAnew = useListAnew();
  return useMutation({
    onSuccess: listAnew,
    mutationFn: ({ body, key }) =>
      answer(
        api.POST('/api/v1/purses/{purseId}/imports/messages', {
          params: { path: { purseId } },
          headers: { 'Idempotency-Key': key },
          body,
        }),
      ),
  });
}

export function useDecideStatement(
  importId: string,
): UseMutationResult<ImportView, Error, { statementId: string; body: DecideStatement }> {
  const { id: purseId } = usePurse();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ statementId, body }) =>
      answer(
        api.PATCH('/api/v1/purses/{purseId}/imports/{importId}/statements/{statementId}', {
          params: { path: { purseId, importId, statementId } },
          body,
        }),
      ),
    onSuccess: (view) => client.setQueryData(['purse', purseId, 'imports', importId], view),
  });
}

export function useImportAction(
  importId: string,
  action: 'commit' | 'undo' | 'redo',
): UseMutationResult<ImportView, Error, void> {
  const { id: purseId } = usePurse();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => {
      const params = { path: { purseId, importId } };
      return answer(
        action === 'commit'
          ? api.POST('/api/v1/purses/{purseId}/imports/{importId}/commit', { params })
          : action === 'undo'
            ? api.POST('/api/v1/purses/{purseId}/imports/{importId}/undo', { params })
            : api.POST('/api/v1/purses/{purseId}/imports/{importId}/redo', { params }),
      );
    },
    onSuccess: (view) => client.setQueryData(['purse', purseId, 'imports', importId], view),
  });
}

/** Lets the AI read a PDF, or stops it. */
export function useAiReading(importId: string): UseMutationResult<ImportView, Error, 'start' | 'stop'> {
  const { id: purseId } = usePurse();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what) => {
      const params = { path: { purseId, importId } };
      return answer(
        what === 'start'
          ? api.POST('/api/v1/purses/{purseId}/imports/{importId}/ai-reading', { params })
          : api.DELETE('/api/v1/purses/{purseId}/imports/{importId}/ai-reading', { params }),
      );
    },
    onSuccess: (view) => client.setQueryData(['purse', purseId, 'imports', importId], view),
  });
}

/** Deletes the file of an import that is over; its rows stay. */
export function useRemoveFile(importId: string): UseMutationResult<ImportView, Error, void> {
  const { id: purseId } = usePurse();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/v1/purses/{purseId}/imports/{importId}/file', {
          params: { path: { purseId, importId } },
        }),
      ),
    onSuccess: (view) => client.setQueryData(['purse', purseId, 'imports', importId], view),
  });
}

export function useDiscardImport(): UseMutationResult<void, Error, string> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (importId) =>
      done(
        api.DELETE('/api/v1/purses/{purseId}/imports/{importId}', {
          params: { path: { purseId, importId } },
        }),
      ),
  });
}
