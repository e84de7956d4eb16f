#warning inner
