import { bank, fact, moneyIn, moneyOut, wallet } from '../shape.ts';
import type { CountryShapes } from '../shape.ts';

export const MOZAMBIQUE: CountryShapes = {
  country: 'MZ',
  zone: 'Africa/Maputo',
  issuers: [
    wallet('mpesa-mz', 'M-Pesa Moçambique', 'm-pesa mpesa', 'm-pesa'),
    wallet(
      'emola',
      'e-Mola',
      'emola e-mola',
      'in case of doubt|o saldo da tua conta|your account balance is',
    ),
    wallet('mkesh', 'mKesh', 'mkesh', 'mkesh'),
    bank('bim', 'Millennium bim', 'mbim millenniumbim', 'millennium bim'),
    bank('standard-mz', 'Standard Bank Moçambique', 'stdbank standardbank', 'caro cliente'),
    bank('bci', 'BCI', 'bci', 'bci'),
  ],
  shapes: [
    moneyIn(
      'Recebido',
      'recebeste {amount} de {number} nome {name} as {time}',
      'Recebeste 500.00MT de 871000111, nome: SIMAO as 10:11:12',
    ),
    moneyOut(
      'Transferido',
      'transferiste {amount} e a taxa foi de {fee} para {name} aos {date}',
      'Transferiste 9.00MT e a taxa foi de 1.00MT para 258840000111 - SIMAO aos 5/6/26',
    ),
    moneyOut(
      'Levantado',
      'aos {date} as {time} levantaste {amount} no agente {name} o novo saldo',
      'Aos 3/6/26 as 3:57 PM levantaste 9.00MT no agente 425300 - SIMAO. O novo saldo',
    ),
    moneyIn(
      'Recebido',
      'recebeste {amount} de {name} aos {date}',
      'Recebeste 9.00MT de 123456 - SIMAO aos 29/5/26',
    ),
    moneyIn(
      'Depósito',
      'depositaste o valor de {amount} no agente {name} aos {date}',
      'Depositaste o valor de 9.00MT no agente SIMAO aos 31/5/26',
    ),
    moneyOut(
      'Transferred',
      'you (transfered|transferred) {amount} to {number} name {name} at {time}',
      'You transfered 9.00MT to 871000111, name: SIMAO at 09:34:45',
    ),
    moneyIn(
      'Received',
      'you received {amount} from {number} name {name} at {time}',
      'You received 9.00MT from 871000111, name: SIMAO at 08:54:09',
    ),
    moneyOut(
      'Cash withdrawal',
      'you withdrew {amount} in the agent with code id {number} name {name} at {time}',
      'You withdrew 9.00MT in the Agent with code ID 123456, Name SIMAO at 18:06:25',
    ),
    moneyOut(
      'Transferido',
      'transferiste {amount} para {number} nome {name} as {time}',
      'Transferiste 9.00MT para 871000111, nome: SIMAO as 18:06:25',
    ),
    moneyIn('Recebido', 'recebeu {amount} de {name} em {date}', 'Recebeu 9,00MT de SIMAO em 20/11/2026'),
    fact('content {word}', 'Content: campo'),
  ],
};
