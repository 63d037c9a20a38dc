import { bank, wallet } from '../shape.ts';
import type { CountryShapes } from '../shape.ts';

export const SENEGAL: CountryShapes = {
  country: 'SN',
  zone: 'Africa/Dakar',
  issuers: [
    wallet('orange-sn', 'Orange Money', 'orangemoney orange', 'orange money'),
    wallet('wave-sn', 'Wave', 'wave', 'wave'),
    wallet('free-sn', 'Free Money', 'freemoney free', 'free money'),
    bank('cbao', 'CBAO', 'cbao', 'cbao'),
  ],
  shapes: [],
};
