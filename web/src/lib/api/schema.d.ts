import type { z } from 'zod';
import type { AuthOptions, ChangePassword, SessionList, SignIn, SignUp, SignedIn } from '../../../../src/features/auth/auth.contract.ts';
import type { UpdateMe, UserView } from '../../../../src/features/users/users.contract.ts';
import type { PurseList, PurseView, UpdatePurse } from '../../../../src/features/purses/purses.contract.ts';
import type { AccountList, AccountView, CreateAccount, UpdateAccount } from '../../../../src/features/accounts/accounts.contract.ts';
import type { CategoryList, CategoryView, CreateCategory, UpdateCategory } from '../../../../src/features/categories/categories.contract.ts';
import type { CreateTransaction, ListTransactions, TransactionPage, TransactionView, UpdateTransaction } from '../../../../src/features/transactions/transactions.contract.ts';
import type { ImportPage, ImportRowPage, ImportView, ListImportRows, ListImports, MapStatement } from '../../../../src/features/imports/imports.contract.ts';
import type { CashFlowView, PositionView } from '../../../../src/features/position/position.contract.ts';
type Input<T extends z.ZodType> = z.input<T>;
export interface paths {
  '/api/v1/auth/sign-up': {
    post: {
      parameters: {  };
      requestBody: { content: { 'application/json': SignUp } };
      responses: { 201: { content: { 'application/json': SignedIn } } };
    };
  };
  '/api/v1/auth/sign-in': {
    post: {
      parameters: {  };
      requestBody: { content: { 'application/json': SignIn } };
      responses: { 200: { content: { 'application/json': SignedIn } } };
    };
  };
  '/api/v1/auth/sign-out': {
    post: {
      parameters: {  };
      responses: { 204: { content?: never } };
    };
  };
  '/api/v1/auth/refresh': {
    post: {
      parameters: {  };
      responses: { 200: { content: { 'application/json': SignedIn } } };
    };
  };
  '/api/v1/auth/options': {
    get: {
      parameters: {  };
      responses: { 200: { content: { 'application/json': AuthOptions } } };
    };
  };
  '/api/v1/me': {
    get: {
      parameters: {  };
      responses: { 200: { content: { 'application/json': UserView } } };
    };
    patch: {
      parameters: {  };
      requestBody: { content: { 'application/json': UpdateMe } };
      responses: { 200: { content: { 'application/json': UserView } } };
    };
  };
  '/api/v1/me/password': {
    post: {
      parameters: {  };
      requestBody: { content: { 'application/json': ChangePassword } };
      responses: { 204: { content?: never } };
    };
  };
  '/api/v1/me/sessions': {
    get: {
      parameters: {  };
      responses: { 200: { content: { 'application/json': SessionList } } };
    };
  };
  '/api/v1/me/sessions/{sessionId}': {
    delete: {
      parameters: { path: { sessionId: string } };
      responses: { 204: { content?: never } };
    };
  };
  '/api/v1/purses': {
    get: {
      parameters: {  };
      responses: { 200: { content: { 'application/json': PurseList } } };
    };
  };
  '/api/v1/purses/{purseId}': {
    get: {
      parameters: { path: { purseId: string } };
      responses: { 200: { content: { 'application/json': PurseView } } };
    };
    patch: {
      parameters: { path: { purseId: string } };
      requestBody: { content: { 'application/json': UpdatePurse } };
      responses: { 200: { content: { 'application/json': PurseView } } };
    };
  };
  '/api/v1/purses/{purseId}/accounts': {
    get: {
      parameters: { path: { purseId: string } };
      responses: { 200: { content: { 'application/json': AccountList } } };
    };
    post: {
      parameters: { path: { purseId: string } };
      requestBody: { content: { 'application/json': CreateAccount } };
      responses: { 201: { content: { 'application/json': AccountView } } };
    };
  };
  '/api/v1/purses/{purseId}/accounts/{accountId}': {
    get: {
      parameters: { path: { purseId: string; accountId: string } };
      responses: { 200: { content: { 'application/json': AccountView } } };
    };
    patch: {
      parameters: { path: { purseId: string; accountId: string } };
      requestBody: { content: { 'application/json': UpdateAccount } };
      responses: { 200: { content: { 'application/json': AccountView } } };
    };
    delete: {
      parameters: { path: { purseId: string; accountId: string } };
      responses: { 204: { content?: never } };
    };
  };
  '/api/v1/purses/{purseId}/categories': {
    get: {
      parameters: { path: { purseId: string } };
      responses: { 200: { content: { 'application/json': CategoryList } } };
    };
    post: {
      parameters: { path: { purseId: string } };
      requestBody: { content: { 'application/json': Input<typeof CreateCategory> } };
      responses: { 201: { content: { 'application/json': CategoryView } } };
    };
  };
  '/api/v1/purses/{purseId}/categories/{categoryId}': {
    patch: {
      parameters: { path: { purseId: string; categoryId: string } };
      requestBody: { content: { 'application/json': UpdateCategory } };
      responses: { 200: { content: { 'application/json': CategoryView } } };
    };
    delete: {
      parameters: { path: { purseId: string; categoryId: string } };
      responses: { 204: { content?: never } };
    };
  };
  '/api/v1/purses/{purseId}/transactions': {
    get: {
      parameters: { path: { purseId: string }; query?: Input<typeof ListTransactions> };
      responses: { 200: { content: { 'application/json': TransactionPage } } };
    };
    post: {
      parameters: { path: { purseId: string } };
      requestBody: { content: { 'application/json': Input<typeof CreateTransaction> } };
      responses: { 201: { content: { 'application/json': TransactionView } } };
    };
  };
  '/api/v1/purses/{purseId}/transactions/{transactionId}': {
    get: {
      parameters: { path: { purseId: string; transactionId: string } };
      responses: { 200: { content: { 'application/json': TransactionView } } };
    };
    patch: {
      parameters: { path: { purseId: string; transactionId: string } };
      requestBody: { content: { 'application/json': UpdateTransaction } };
      responses: { 200: { content: { 'application/json': TransactionView } } };
    };
    delete: {
      parameters: { path: { purseId: string; transactionId: string } };
      responses: { 204: { content?: never } };
    };
  };
  '/api/v1/purses/{purseId}/imports': {
    get: {
      parameters: { path: { purseId: string }; query?: Input<typeof ListImports> };
      responses: { 200: { content: { 'application/json': ImportPage } } };
    };
    post: {
      parameters: { path: { purseId: string } };
      requestBody: { content: { 'multipart/form-data': { file: string } } };
      responses: { 202: { content: { 'application/json': ImportView } } };
    };
  };
  '/api/v1/purses/{purseId}/imports/{importId}': {
    get: {
      parameters: { path: { purseId: string; importId: string } };
      responses: { 200: { content: { 'application/json': ImportView } } };
    };
    delete: {
      parameters: { path: { purseId: string; importId: string } };
      responses: { 204: { content?: never } };
    };
  };
  '/api/v1/purses/{purseId}/imports/{importId}/rows': {
    get: {
      parameters: { path: { purseId: string; importId: string }; query?: Input<typeof ListImportRows> };
      responses: { 200: { content: { 'application/json': ImportRowPage } } };
    };
  };
  '/api/v1/purses/{purseId}/imports/{importId}/statements/{statementId}': {
    patch: {
      parameters: { path: { purseId: string; importId: string; statementId: string } };
      requestBody: { content: { 'application/json': MapStatement } };
      responses: { 200: { content: { 'application/json': ImportView } } };
    };
  };
  '/api/v1/purses/{purseId}/imports/{importId}/commit': {
    post: {
      parameters: { path: { purseId: string; importId: string } };
      responses: { 202: { content: { 'application/json': ImportView } } };
    };
  };
  '/api/v1/purses/{purseId}/imports/{importId}/undo': {
    post: {
      parameters: { path: { purseId: string; importId: string } };
      responses: { 202: { content: { 'application/json': ImportView } } };
    };
  };
  '/api/v1/purses/{purseId}/position': {
    get: {
      parameters: { path: { purseId: string } };
      responses: { 200: { content: { 'application/json': PositionView } } };
    };
  };
  '/api/v1/purses/{purseId}/cash-flow': {
    get: {
      parameters: { path: { purseId: string }; query?: { by?: 'period' | 'month' } };
      responses: { 200: { content: { 'application/json': CashFlowView } } };
    };
  };
}
