// Nest's packages are ES modules that a CommonJS one (the throttler) requires: linked here first, so that it never
// requires one that is still being linked.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
