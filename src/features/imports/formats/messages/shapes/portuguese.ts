// Wordings in Portuguese: Mozambique.
import { fact, factOf, moneyIn, moneyOut, noMoney, perhapsIn, perhapsNone, perhapsOut } from '../shape.ts';
import type { Shape } from '../shape.ts';

export const PORTUGUESE: readonly Shape[] = [
  moneyOut(
    'Crédito telefónico',
    '(compraste|comprou) {amount} de (credito|saldo)',
    'Compraste 50.00MT de credito',
  ),
  moneyIn(
    'Crédito',
    'credito na conta {last4} no valor de {amount}',
    'Credito na conta ***1234 no valor de 5.000,00 MZN',
  ),
  moneyOut(
    'Débito',
    'debito na conta {last4} no valor de {amount}',
    'Debito na conta ***1234 no valor de 5.000,00 MZN',
  ),
  perhapsOut(
    '(compraste|pagaste|levantaste|transferiste|debito|pagamento|compra) {...} {amount}',
    'Pagamento de energia: 500.00MT',
  ),
  perhapsIn(
    '(recebeste|recebeu|credito|deposito|depositaste) {...} {amount}',
    'Recebeste o teu salario: 500.00MT',
  ),
  noMoney('request', 'pedido de pagamento', 'Recebeste um pedido de pagamento'),

  moneyIn(
    'Recebido',
    '(recebeste|recebeu) [o valor de] {amount} de {name}',
    'Recebeste 500.00MT de 123456 - SIMAO',
  ),
  moneyIn(
    'Recebido',
    '(recebeste|recebeu) [o valor de] {amount}',
    'A conta 123456789 recebeu o valor de 500.00 MZN',
  ),
  moneyIn(
    'Depósito',
    '(depositaste|foi depositado) [o valor de] {amount} (no agente|por|no) {name}',
    'Depositaste o valor de 500.00MT no agente SIMAO',
  ),
  moneyIn('Crédito', '(credito|deposito) de {amount}', 'ocorreu um credito de 500,00 MZN na sua conta'),
  moneyIn(
    'Crédito',
    'creditada (no valor de|em|com) {amount}',
    'A conta foi creditada no valor de 500.00 MZN',
  ),
  moneyOut(
    'Transferido',
    '(transferiste|transferiu) {amount} {...} para {name}',
    'Transferiste 500.00MT e a taxa foi de 1.00MT para 258840000111 - SIMAO',
  ),
  moneyOut(
    'Levantado',
    '(levantaste|levantou) {amount} (no agente|no|em) {name}',
    'levantaste 500.00MT no agente 12345 - SIMAO',
  ),
  moneyOut('Pago', '(pagaste|pagou) {amount} (a|ao|em|na) {name}', 'Pagaste 500.00MT a LOJA'),
  moneyOut(
    'Pago',
    'compra no valor de {amount} {...} na entidade {name}',
    'uma operacao de compra no valor de 500.00MT na entidade EDM',
  ),
  moneyOut(
    'Pago',
    'operacao de compra de {amount} na sua conta {last4} a {date} {time} {name}',
    'operacao de compra de 500,00, MT na sua conta 1234567890123 a 01/02/2026, 13:41, LOJA',
  ),
  moneyOut(
    'Débito',
    '(debitada|debitado) (no valor de|em|com) {amount}',
    'A conta foi debitada no valor de 500.00 MZN',
  ),
  moneyOut('Débito', 'debito de {amount}', 'ocorreu um debito de 500,00 MZN'),
  moneyOut(
    'Débito',
    '(movimento a debito|debito) {...} montante {amount}',
    'Movimento a debito na conta 123. Montante 500,00 MZN',
  ),
  moneyIn(
    'Crédito',
    '(movimento a credito|credito) {...} montante {amount}',
    'Movimento a credito na conta 123. Montante 500,00 MZN',
  ),
  fact('(taxa|comissao) [foi] [de] {fee}', 'a taxa foi de 1.00MT', 'comissao 30.00 MZN'),
  fact('imposto de selo {levy}', 'Imposto de selo: 0.00MT'),
  fact(
    'saldo [m-pesa|da tua conta|actual|atual|disponivel|contabilistico] [e] [de] {balance}',
    'O teu novo saldo M-Pesa e de 90.00MT',
  ),
  fact('confirmado {ref}', 'Confirmado DF50AAAA1K'),
  fact('id da transacao {ref}', 'ID da transacao PP260000.0934.w00001'),
  fact('conta {last4}', 'na conta 123456789'),
  fact('descritivo {narration}', 'Descritivo: LOJA'),
  factOf('in', 'de {name}', 'de SIMAO'),
  noMoney('code', 'codigo {...} e {number}', 'O seu codigo de verificacao e 551290'),
  noMoney(
    'failed',
    '(falhou|recusada|recusado|cancelada|cancelado|saldo suficiente|saldo insuficiente|nao foi possivel)',
    'Falhou. Nao tens saldo suficiente',
  ),
  noMoney('pending', '(pendente|em processamento)', 'A operacao esta pendente'),
  perhapsNone('advert', '(ganha|ganhe|promocao|participa|bonus|aproveite)', 'Ganha ate 10,000MT'),
];
