'use client';

import {
  keepPreviousData,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type { RuleView, SaveRule as SaveRuleSchema } from '@api/rules/rules.contract.ts';
import type { RuleApplied, RuleOffer, RulePreview } from '@api/sorting/sorting.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api, done } from '@/lib/api/client.ts';

export type SaveRule = z.input<typeof SaveRuleSchema>;

/** The most specific first. */
export function useRules(): UseQueryResult<RuleView[]> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'rules'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/purses/{purseId}/rules', { params: { path: { purseId } } }))).items,
  });
}

/** Makes a rule, or puts another one into the place of one that is there. */
export function useSaveRule(
  rule: RuleView | null,
): UseMutationResult<RuleView, Error, { body: SaveRule; key: string }> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: ({ body, key }) =>
      rule === null
        ? answer(
            api.POST('/api/v1/purses/{purseId}/rules', {
              params: { path: { purseId } },
              headers: { 'Idempotency-Key': key },
              body,
            }),
          )
        : answer(
            api.PUT('/api/v1/purses/{purseId}/rules/{ruleId}', {
              params: { path: { purseId, ruleId: rule.id }, header: { 'If-Match': `"${rule.version}"` } },
              body,
            }),
          ),
  });
}

export function useDeleteRule(): UseMutationResult<void, Error, string> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (ruleId) =>
      done(api.DELETE('/api/v1/purses/{purseId}/rules/{ruleId}', { params: { path: { purseId, ruleId } } })),
  });
}

/** The first rows that a rule would change, while it is being made; null while it says too little. */
export function useRulePreview(
  body: (SaveRule & { overwrite: boolean }) | null,
  limit = 5,
): UseQueryResult<RulePreview> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'rule-preview', body, limit],
    queryFn: () =>
      answer(
        api.POST('/api/v1/purses/{purseId}/rules/preview', {
          params: { path: { purseId }, query: { limit } },
          body: body ?? { when: {}, set: {} },
        }),
      ),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    retry: false,
    meta: { keepOnDevice: false },
  });
}

/** Applies a rule to rows that are there, a thousand at a time until none is left; answers how many it changed. */
export function useApplyRule(): UseMutationResult<number, Error, { ruleId: string; overwrite: boolean }> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: async ({ ruleId, overwrite }) => {
      let changed = 0;
      let round: RuleApplied;
      do {
        round = await answer(
          api.POST('/api/v1/purses/{purseId}/rules/{ruleId}/apply', {
            params: { path: { purseId, ruleId } },
            body: { overwrite },
          }),
        );
        changed += round.changed;
      } while (round.left > 0 && round.changed > 0);
      return changed;
    },
  });
}

/** What a person did again and again, which a rule could do. */
export function useRuleOffers(enabled = true): UseQueryResult<RuleOffer[]> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'rule-offers'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/purses/{purseId}/rule-offers', { params: { path: { purseId } } })))
        .items,
    enabled,
    meta: { keepOnDevice: false },
  });
}

export function useDeclineOffer(): UseMutationResult<void, Error, RuleOffer> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: ({ counterpartyId, direction, categoryId }) =>
      done(
        api.POST('/api/v1/purses/{purseId}/rule-offers/decline', {
          params: { path: { purseId } },
          body: { counterpartyId, direction, categoryId },
        }),
      ),
  });
}
