import { DirectionProvider, MantineProvider, useDirection } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { queryClient } from "../lib/query.ts";
import { useReader } from "../lib/reader.ts";
import { colourManager } from "../ui/contrast.ts";
import { cssVariables, theme } from "../ui/theme.ts";
import { router } from "./router.tsx";

/** After the page: nothing is told before there is one. */
const Toasts = lazy(async () => ({ default: (await import("./toasts.tsx")).Toasts }));

export function App() {
  return (
    <DirectionProvider initialDirection={document.documentElement.dir === "rtl" ? "rtl" : "ltr"}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colourManager}
        defaultColorScheme="auto"
      >
        <Turned>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
            <Suspense fallback={null}>
              <Toasts />
            </Suspense>
          </QueryClientProvider>
        </Turned>
      </MantineProvider>
    </DirectionProvider>
  );
}

/** Keeps the kit's direction with the language's. */
function Turned({ children }: { children: ReactNode }) {
  const { isMirrored } = useReader();
  const { dir, setDirection } = useDirection();
  const wanted = isMirrored ? "rtl" : "ltr";
  useEffect(() => {
    if (dir !== wanted) setDirection(wanted);
  }, [dir, wanted, setDirection]);
  return children;
}
