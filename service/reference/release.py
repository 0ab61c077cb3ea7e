"""Re-exported for now."""

from service.resolution.release import Release as Release
