using VisionZero.Web.Hosting;

return await CommandLine.RunAsync(args);
