import { useMediaQuery } from "@mantine/hooks";

/** Narrow enough for the bottom bar and cards in place of tables. */
export function usePhone(): boolean {
  return useMediaQuery("(max-width: 47.99em)", undefined, { getInitialValueInEffect: false }) ?? false;
}
