import { bank, fact, moneyIn, moneyOut } from '../shape.ts';
import type { CountryShapes } from '../shape.ts';

export const SOUTH_AFRICA: CountryShapes = {
  country: 'ZA',
  zone: 'Africa/Johannesburg',
  issuers: [
    bank('fnb', 'FNB', 'fnb', 'fnb'),
    bank('standard-za', 'Standard Bank', 'stdbank standardbank', 'standard bank|stdbank'),
    bank('capitec', 'Capitec', 'capitec', 'capitec'),
    bank('absa-za', 'Absa', 'absa', 'absa'),
    bank('nedbank', 'Nedbank', 'nedbank', 'nedbank'),
    bank('tymebank', 'TymeBank', 'tymebank tyme', 'tymebank'),
    bank('discovery', 'Discovery Bank', 'discovery discoverybank', 'discoverycard|discovery bank'),
  ],
  shapes: [
    moneyIn(
      'Deposit',
      '{amount} (deposited|dep) to {...} a/c {last4} {...} ref {name}',
      'R90.00 deposited to cheq a/c..123456 @ Eft. Avail R9. Ref.Salary',
    ),
    moneyOut(
      'Paid',
      'card purchase {amount} from {...} ref {name}',
      'Card purchase -R90.00 from SAVINGS ACCOUNT; Ref KIOSK',
    ),
    moneyOut(
      'Paid',
      '{amount} reserved for purchase {name} from {...} a/c {last4} using card',
      'R90.00 reserved for purchase @ KIOSK from cheq a/c..123456 using card',
    ),
    moneyOut(
      'Paid',
      '{amount} paid from {...} a/c {last4} {...} ref {name}',
      'R90.00 paid from cheq a/c..123456 @ Smartapp. Avail R9. Ref.Electricity',
    ),
    moneyIn(
      'Received',
      '{amount} paid to {...} a/c {last4} {...} ref {name}',
      'R90.00 paid to cheq a/c..123456 @ Eft. Avail R9. Ref.Salary',
    ),
    moneyOut(
      'Cash withdrawal',
      '{amount} withdrawn from {...} a/c {last4} using card {number} {name}',
      'R90.00 withdrawn from cheq a/c..123456 using card..1234 @ MAIN ROAD',
    ),
    moneyOut(
      'Transfer',
      '{amount} t/fer from {...} a/c {last4} to',
      'R90.00 t/fer from cheq a/c..123456 to savings',
    ),
    moneyIn(
      'Deposit',
      '{amount} (deposited|dep) to {...} a/c {last4}',
      'R90.00 deposited to cheq a/c..123456 @ ATM',
    ),
    moneyOut(
      'Money out',
      'money out {amount} from {...} ref {name}',
      'Money Out -R90.00 from SAVINGS ACCOUNT; Ref KIOSK',
    ),
    moneyIn(
      'Money in',
      'money in {amount} to {...} ref {name}',
      'Money In R90.00 to SAVINGS ACCOUNT; Ref SALARY',
    ),
    moneyOut('Paid', 'purchase {amount} at {name} with card', 'Purchase R90.00 at KIOSK with card'),
    moneyOut(
      'Purchase',
      '{last4} pur {date} [settlement/c] {narration} {amount} available',
      'CHEQ1234, Pur, 20/11/26 SETTLEMENT/C - POS PURCHASE KIOSK, R90.00, Available',
    ),
    moneyIn(
      'Deposit',
      '{last4} dep {date} [settlement/c] {narration} {amount} available',
      'SAVE1234, Dep, 20/11/26 SETTLEMENT/C - TRANSFER, R90.00, Available',
    ),
    moneyOut(
      'Withdrawal',
      '{last4} (wthdr|cash|wd|sch t|debit order) {date} [settlement/c] {narration} {amount} available',
      'CHEQ1234, Wthdr, 20/11/26 SETTLEMENT/C - ATM, R90.00, Available',
    ),
    moneyOut(
      'Cash withdrawal',
      'cash withdrawal of {amount} at {name} from {last4}',
      'Cash withdrawal of R90.00 at MAIN ROAD from 123***4567',
    ),
    moneyIn('Received', "you've received {amount} from {name}", "You've received R90.00 from Ada Obi"),
    fact('using card {number}', 'using card..1234'),
    fact('{last4} (pur|dep|wthdr)', 'CHEQ1234, Pur'),
  ],
};
