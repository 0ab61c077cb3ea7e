from service.resolution.index import Index as Index
