"""Why a figure is not there: codes that card, receipt and their readers share; light, for the quick look-up."""

from __future__ import annotations

NO_DATA, BY_PLACES, CONDUCT_ALONE, TOO_LITTLE = "no-data", "by-places", "conduct-alone", "too-little"
