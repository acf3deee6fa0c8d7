"""History: releases, and what changed between them."""
