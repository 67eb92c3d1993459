# The bucket goes, and with it what kept it from the public.
