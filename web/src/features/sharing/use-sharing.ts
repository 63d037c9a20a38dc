'use client';

import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  CreatedInvitation,
  CreateInvitation,
  GivenRole,
  InvitationView,
  MemberView,
} from '@api/sharing/sharing.contract.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { answer, api, done } from '@/lib/api/client.ts';

export function useMembers(): UseQueryResult<MemberView[]> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'members'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/purses/{purseId}/members', { params: { path: { purseId } } }))).items,
  });
}

/** Only the owner sees who is invited. */
export function useInvitations(): UseQueryResult<InvitationView[]> {
  const { id: purseId } = usePurse();
  return useQuery({
    queryKey: ['purse', purseId, 'invitations'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/purses/{purseId}/invitations', { params: { path: { purseId } } })))
        .items,
  });
}

export function useInvite(): UseMutationResult<
  CreatedInvitation,
  Error,
  { body: CreateInvitation; key: string }
> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: ({ body, key }) =>
      answer(
        api.POST('/api/v1/purses/{purseId}/invitations', {
          params: { path: { purseId } },
          headers: { 'Idempotency-Key': key },
          body,
        }),
      ),
  });
}

export function useWithdraw(): UseMutationResult<void, Error, string> {
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (invitationId) =>
      done(
        api.DELETE('/api/v1/purses/{purseId}/invitations/{invitationId}', {
          params: { path: { purseId, invitationId } },
        }),
      ),
  });
}

export type MemberChange =
  | { what: 'role'; userId: string; role: GivenRole }
  | { what: 'hand-over'; userId: string }
  | { what: 'remove'; userId: string };

/** What an owner does with a member, and leaving, which is removing oneself. */
export function useChangeMember(): UseMutationResult<void, Error, MemberChange> {
  const client = useQueryClient();
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (change) => {
      const path = { purseId, userId: change.userId };
      switch (change.what) {
        case 'role':
          return done(
            api.PATCH('/api/v1/purses/{purseId}/members/{userId}', {
              params: { path },
              body: { role: change.role },
            }),
          );
        case 'hand-over':
          return done(
            api.POST('/api/v1/purses/{purseId}/owner', {
              params: { path: { purseId } },
              body: { to: change.userId },
            }),
          );
        case 'remove':
          return done(api.DELETE('/api/v1/purses/{purseId}/members/{userId}', { params: { path } }));
      }
    },
    // One's own role, and which purses one has, stand in the session.
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] }),
  });
}

export function useRenamePurse(): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  const { id: purseId } = usePurse();
  return useMutation({
    mutationFn: (name) =>
      answer(api.PATCH('/api/v1/purses/{purseId}', { params: { path: { purseId } }, body: { name } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] }),
  });
}
