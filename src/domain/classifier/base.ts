import { namedPhrases } from '../categorise.ts';
import { Counts } from './counts.ts';
import { featuresOf, wordsOf } from './features.ts';
import { KE, RW, TZ, UG } from './names/east.ts';
import { ENGLISH } from './names/english.ts';
import { OTHER_LANGUAGES } from './names/french.ts';
import { namesIn } from './names/names.ts';
import type { Names } from './names/names.ts';
import { EG, ZA } from './names/south-and-north.ts';
import { CI, GH, NG, SN } from './names/west.ts';

/** Lists of countries, and of what every country says. */
const LISTS: Readonly<Record<string, Names>> = {
  NG,
  GH,
  SN,
  CI,
  KE,
  UG,
  TZ,
  RW,
  ZA,
  EG,
  ENGLISH,
  OTHER_LANGUAGES,
};

/** Every name that is shipped, with its key and direction. */
export function* shippedNames(
  without = '',
): Generator<{ direction: 'in' | 'out'; key: string; name: string }> {
  for (const [country, list] of Object.entries(LISTS)) {
    if (country === without) continue;
    for (const [given, text] of Object.entries(list)) {
      const into = given.startsWith('in:');
      const key = into ? given.slice(3) : given;
      for (const name of namesIn(text)) yield { direction: into ? 'in' : 'out', key, name };
    }
  }
  yield* namedPhrases();
}

const made = new Map<string, Counts>();

/** What is known before anybody decided anything, perhaps without the list of a country; made once. */
export function baseOf(direction: 'in' | 'out', without = ''): Counts {
  const known = made.get(direction + without);
  if (known !== undefined) return known;
  const counts = new Counts();
  for (const one of shippedNames(without)) {
    if (one.direction !== direction) continue;
    for (const { name, weight } of featuresOf(wordsOf(one.name))) counts.add(name, one.key, weight);
  }
  made.set(direction + without, counts);
  return counts;
}
