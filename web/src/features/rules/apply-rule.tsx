'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { RuleView } from '@api/rules/rules.contract.ts';
import { Button } from '@/components/button.tsx';
import { Checkbox } from '@/components/field.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { sentence } from '@/lib/api/problem.ts';
import { RuleChanges } from './rule-changes.tsx';
import { RuleWords } from './rule-words.tsx';
import { useApplyRule, useRulePreview } from './use-rules.ts';

/** A rule counts for what comes; this does it to what is there, once it was shown. */
export function ApplyRule({ rule, onDone }: { rule: RuleView; onDone: () => void }): ReactNode {
  const t = useTranslations('rules');
  const tc = useTranslations('common');
  const say = useSay();
  const format = useFormat();
  const [overwrite, setOverwrite] = useState(false);
  const preview = useRulePreview({ when: rule.when, set: rule.set, overwrite }, 20);
  const apply = useApplyRule();
  return (
    <div className="space-y-4">
      <div className="rounded-2xl bg-sunken p-4">
        <RuleWords rule={rule} />
      </div>
      <p className="text-sm text-soft" role="status">
        {t('applyLead')}
      </p>
      {apply.error !== null && (
        <Notice tone="attention" live>
          {sentence(apply.error, tc('unreachable'))}
        </Notice>
      )}
      <Loaded query={preview} lines={4}>
        {(found) => (
          <>
            <RuleChanges preview={found} />
            {(found.chosen > 0 || overwrite) && (
              <Checkbox
                label={t('overwrite')}
                checked={overwrite}
                onChange={(event) => setOverwrite(event.target.checked)}
              />
            )}
            <div className="flex flex-wrap gap-2">
              {found.total > 0 && (
                <Button
                  variant="primary"
                  busy={apply.isPending}
                  onClick={() =>
                    apply.mutate(
                      { ruleId: rule.id, overwrite },
                      {
                        onSuccess: (changed) => {
                          say(t('applied', { count: changed, shown: format.count(changed) }));
                          onDone();
                        },
                      },
                    )
                  }
                >
                  {t('apply', { count: found.total, shown: format.count(found.total) })}
                </Button>
              )}
              <Button onClick={onDone}>{t(found.total > 0 ? 'onlyNew' : 'done')}</Button>
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}
