"""A build dealt out to the machines of a CI matrix, blog by blog, and put together again to the bytes of one build.

`part` says which blogs are whose. A shard is an output like any other, of some blogs only, and beside them `_shard/`
holds what the pages of the whole site need to know of them (`carried`). `reading` opens shards and sees whether they
belong together; `bringing` hands them to the conductor in place of blogs that would have to be made.
"""
