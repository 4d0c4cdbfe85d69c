//! Vietnamese working days, holidays, swaps and terms.
