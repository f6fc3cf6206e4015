import { z } from 'zod';

// The strict content security policy forbids generated code, which zod would otherwise try.
z.config({ jitless: true });
