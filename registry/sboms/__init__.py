"""Bills of materials: which packages, under which licences, a version is made of."""
