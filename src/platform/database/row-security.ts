/**
 * The policy of every table with a `purse_id`: rows of the purse that the transaction was opened for.
 * The setting is read once per statement; where it is unset the statement fails, which is wanted.
 */
export const ofCurrentPurse = {
  name: 'current_purse',
  using: "purse_id = (select current_setting('app.purse_id')::uuid)",
  check: "purse_id = (select current_setting('app.purse_id')::uuid)",
};

/** SQL for the purse of the transaction, or null where none is set (only policies of purses and memberships). */
export const CURRENT_PURSE_OR_NULL = "(select nullif(current_setting('app.purse_id', true), '')::uuid)";

/** SQL for the person of the transaction, or null where none is set. */
export const CURRENT_USER_OR_NULL = "(select nullif(current_setting('app.user_id', true), '')::uuid)";
