// libFuzzer brings `main`; the linker takes it and the target from the libraries.
