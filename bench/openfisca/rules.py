"""The packs that OpenFisca can be measured on, by the names that `run.py` and `people.py` take."""

import nd_90_2020
import nd_335_2025

PACKS = {"nd-335-2025": nd_335_2025.PACK, "nd-90-2020": nd_90_2020.PACK}
