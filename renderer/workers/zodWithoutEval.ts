import { config } from 'zod';

// The content security policy refuses code made from text, which zod would try, and report, before it does without.
config({ jitless: true });
