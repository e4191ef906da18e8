import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/mantine.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/kit.css';
import './ui/forms.css';
import './ui/badges.css';
import { queries, router } from './app/router.tsx';
import { followBack } from './ui/back.ts';
import { followFocus } from './ui/focus.ts';
import { cssVariables, theme } from './ui/theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

followFocus();
followBack(() => router.history.location.state.__TSR_key);
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
