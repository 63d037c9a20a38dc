import type { RuleView } from '../../src/features/rules/rules.contract.ts';
import type { Person } from './app.ts';
import { post } from './ledger.ts';

export const newRule = (person: Person, when: object, set: object) =>
  post<RuleView>(person, 'rules', { when, set });
