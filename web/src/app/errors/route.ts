export { receive as POST } from '@/lib/errors/receive.ts';
